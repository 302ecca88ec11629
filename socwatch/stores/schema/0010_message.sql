-- Replies name the mail that they answer.
CREATE INDEX delivery_message ON delivery (json_extract(body, '$.message_id'));
