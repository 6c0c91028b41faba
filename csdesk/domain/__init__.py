"""What a book of business is: values and rules, without a screen, a file or a clock."""
