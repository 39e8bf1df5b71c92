"""Controls of forms by kind of field, and the fields of a whole form."""
