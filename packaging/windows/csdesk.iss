; Inno Setup 6: an installer for one person, without administrator rights, from the folder that build.py makes.
;   python packaging\build.py
;   iscc /DVersion=0.1.0 packaging\windows\csdesk.iss
; The AppId stands for csdesk for ever: an installer finds the older one by it.

#ifndef Version
  #error Say which: iscc /DVersion=0.1.0
#endif

[Setup]
AppId={{6B1B3D0E-6A57-4C0E-9E1B-43534431C5DE}
AppName=csdesk
AppVersion={#Version}
AppVerName=csdesk {#Version}
DefaultDirName={autopf}\csdesk
DefaultGroupName=csdesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
ChangesEnvironment=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\icons\csdesk.ico
UninstallDisplayIcon={app}\csdesk-window.exe
OutputDir=..\..\dist
OutputBaseFilename=csdesk-{#Version}-windows
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktop"; Description: "A sign on the desktop"; Flags: unchecked
Name: "path"; Description: "The command csdesk in every terminal"; Flags: unchecked

[InstallDelete]
; files of an older version that the new one no longer has
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\csdesk\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\csdesk"; Filename: "{app}\csdesk-window.exe"; AppUserModelID: "org.csdesk.csdesk"
Name: "{autodesktop}\csdesk"; Filename: "{app}\csdesk-window.exe"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "Software\Classes\.csdesk"; ValueType: string; ValueData: "csdesk.book"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.csdesk"; ValueName: "Content Type"; ValueType: string; ValueData: "application/vnd.csdesk.book"
Root: HKA; Subkey: "Software\Classes\csdesk.book"; ValueType: string; ValueData: "csdesk book"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\csdesk.book\DefaultIcon"; ValueType: string; ValueData: "{app}\csdesk-window.exe,0"
Root: HKA; Subkey: "Software\Classes\csdesk.book\shell\open\command"; ValueType: string; ValueData: """{app}\csdesk-window.exe"" ""%1"""
Root: HKCU; Subkey: "Environment"; ValueName: "Path"; ValueType: expandsz; ValueData: "{olddata};{app}"; Tasks: path; Check: not InPath

[Run]
Filename: "{app}\csdesk-window.exe"; Description: "Start csdesk"; Flags: nowait postinstall skipifsilent

[Code]
function InPath: Boolean;
var
  Known: string;
begin
  Result := RegQueryStringValue(HKCU, 'Environment', 'Path', Known)
    and (Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Known) + ';') > 0);
end;

{ Books, backups and settings stand in the person's own folders: removing the program leaves them. }
