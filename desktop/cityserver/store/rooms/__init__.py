"""PCs bound to a site: their enrolment, escrowed keys and room checks."""
