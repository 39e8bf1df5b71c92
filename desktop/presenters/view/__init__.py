"""What every view state is made of: message, message board, render on change."""
