"""What words mean, whatever stands beside them: synonyms, the fields they speak for, the terms they tell."""
