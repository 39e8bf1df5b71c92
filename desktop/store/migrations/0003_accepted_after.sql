-- What the city took in after the signing, as JSON: status of the session then, hour. NULL: not so.
ALTER TABLE item ADD COLUMN accepted_after TEXT;
