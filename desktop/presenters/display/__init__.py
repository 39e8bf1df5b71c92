"""Display 2."""
