"""The Qt room: windows, screens and widgets; nothing else imports PySide6."""
