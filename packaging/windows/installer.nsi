; The installer for Windows: for one user, without an administrator. Compiled by makensis on Windows and on Linux alike:
;   makensis -DVERSION=0.1.0 -DFOLDER=build\dist\attest-desktop -DICON=build\icons\attest-desktop.ico
;            -DOUTPUT=dist\attest-desktop-0.1.0-setup.exe -INPUTCHARSET UTF8 packaging\windows\installer.nsi
Unicode true
; The 64-bit stub where this NSIS has it (Debian's and NSIS 3 with the amd64 target do); else the 32-bit one, which
; installs the same files.
!ifdef STUB64
  Target amd64-unicode
!endif

!ifndef VERSION | FOLDER | ICON | OUTPUT
  !error "VERSION, FOLDER, ICON and OUTPUT are to be given with -D"
!endif

!define NAME "Аттестация"
!define ID "attest-desktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define CLASSES "Software\Classes"
!define PROGRAM "Applications\attest-desktop.exe"
!define BACKUP "AttestDesktop.Backup"
!define WORD "AttestDesktop.Word"
; Where the program keeps the user's data: as platformdirs names it.
!define DATA "$LOCALAPPDATA\attest-desktop"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1049 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1049 "FileDescription" "Установка программы «${NAME}»"
VIAddVersionKey /LANG=1049 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1049 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1049 "LegalCopyright" "The attest_desktop authors, MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Установка программы «${NAME}»"
!define MUI_WELCOMEPAGE_TEXT "Программа ставится только для Вас, права администратора не нужны.$\r$\n$\r$\nЕсли программа открыта, закройте её: всё написанное сохранено."
!define MUI_FINISHPAGE_RUN "$INSTDIR\attest-desktop.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Открыть программу"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Russian"

; Windows keeps the file of a program that runs open: it can be renamed, but not opened for writing.
!macro LEAVE_WHEN_OPEN
  ${If} ${FileExists} "$INSTDIR\attest-desktop.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\attest-desktop.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "Программа открыта. Закройте её и повторите." /SD IDOK
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; What a double click does with files of a kind.
!macro OPENS CLASS
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\attest-desktop.exe,0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\attest-desktop.exe" window "%1"'
!macroend

; SHCNE_ASSOCCHANGED: without it the icons change at the next sign-in only.
!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "Install"
  !insertmacro LEAVE_WHEN_OPEN
  ; The libraries of an older version must not stay beside the new ones.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortCut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\attest-desktop.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}\Учебный режим.lnk" "$INSTDIR\attest-desktop.exe" "window --training"
  CreateShortCut "$SMPROGRAMS\${NAME}\Удалить программу.lnk" "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\${ID}" "folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\attest-desktop.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ; Backups are the program's own kind of file. Word documents are not: there it is only one of «Открыть с помощью».
  WriteRegStr HKCU "${CLASSES}\.attest" "" "${BACKUP}"
  WriteRegStr HKCU "${CLASSES}\.attest\OpenWithProgids" "${BACKUP}" ""
  WriteRegStr HKCU "${CLASSES}\${BACKUP}" "" "Резервная копия «Аттестации»"
  !insertmacro OPENS "${BACKUP}"
  WriteRegStr HKCU "${CLASSES}\.docx\OpenWithProgids" "${WORD}" ""
  WriteRegStr HKCU "${CLASSES}\${WORD}" "" "Документ Word"
  !insertmacro OPENS "${WORD}"
  WriteRegStr HKCU "${CLASSES}\${PROGRAM}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${PROGRAM}\SupportedTypes" ".docx" ""
  WriteRegStr HKCU "${CLASSES}\${PROGRAM}\SupportedTypes" ".attest" ""
  !insertmacro OPENS "${PROGRAM}"
  !insertmacro TELL_EXPLORER
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  !insertmacro LEAVE_WHEN_OPEN
  ; Only what was put there: the user may have chosen a folder that holds other things.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\attest-desktop.exe"
  Delete "$INSTDIR\attest-desktop-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\${NAME}"
  DeleteRegKey HKCU "${CLASSES}\${BACKUP}"
  DeleteRegKey HKCU "${CLASSES}\${WORD}"
  DeleteRegKey HKCU "${CLASSES}\${PROGRAM}"
  DeleteRegValue HKCU "${CLASSES}\.docx\OpenWithProgids" "${WORD}"
  DeleteRegValue HKCU "${CLASSES}\.attest\OpenWithProgids" "${BACKUP}"
  ; Another program may have taken the file kind over meanwhile, and other programs have their own keys there.
  ReadRegStr $0 HKCU "${CLASSES}\.attest" ""
  ${If} $0 == "${BACKUP}"
    DeleteRegValue HKCU "${CLASSES}\.attest" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\.attest\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.attest"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.docx\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.docx"
  !insertmacro TELL_EXPLORER
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${ID}"
  ; The data are asked about, twice, and stay when nobody answers.
  ${If} ${FileExists} "${DATA}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Программа удалена. Черновики, заключения и подписи остались на этом компьютере.$\r$\n$\r$\nУдалить и их?" /SD IDNO IDNO keep
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Данные будут удалены без возможности вернуть:$\r$\n${DATA}$\r$\n$\r$\nУдалить?" /SD IDNO IDNO keep
    RMDir /r "${DATA}"
    keep:
  ${EndIf}
SectionEnd
