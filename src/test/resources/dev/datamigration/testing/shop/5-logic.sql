-- What a shop keeps beside its rows: functions, triggers, views, policies, comments.
CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE FUNCTION shop.audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shop.audit_log (what, old_row, new_row)
    VALUES (TG_OP || ' ' || TG_TABLE_NAME, to_jsonb(OLD), CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END);
    RETURN NULL;
END $$;

CREATE FUNCTION shop.order_total(wanted bigint) RETURNS numeric LANGUAGE sql STABLE
    AS 'SELECT coalesce(sum(quantity * price), 0) FROM shop.order_items WHERE order_id = wanted';

CREATE PROCEDURE shop.forget_customer(wanted bigint) LANGUAGE sql
    AS 'UPDATE shop.customers SET phone = NULL, preferences = NULL WHERE id = wanted';

-- One more row like a given one, whatever columns there are.
CREATE FUNCTION shop.copy_every_type(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    columns text := (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
        WHERE attrelid = 'shop.every_type'::regclass AND attnum > 1 AND attgenerated = '' AND NOT attisdropped);
BEGIN
    EXECUTE format('INSERT INTO shop.every_type (%1$s) SELECT %1$s FROM shop.every_type WHERE id = $1', columns) USING wanted;
END $$;

CREATE TRIGGER touch BEFORE UPDATE ON shop.customers FOR EACH ROW EXECUTE FUNCTION shop.touch();
CREATE TRIGGER audit AFTER UPDATE OR DELETE ON shop.customers FOR EACH ROW EXECUTE FUNCTION shop.audit();
CREATE TRIGGER audit AFTER DELETE ON shop.reviews FOR EACH ROW EXECUTE FUNCTION shop.audit();

CREATE VIEW shop.open_orders AS
    SELECT o.id, o.placed_at, c.name, shop.order_total(o.id) AS total
    FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id WHERE o.status IN ('new', 'paid');
CREATE VIEW shop.big_open_orders WITH (security_barrier) AS SELECT * FROM shop.open_orders WHERE total > 100;
CREATE MATERIALIZED VIEW shop.sales_by_month AS
    SELECT date_trunc('month', placed_at AT TIME ZONE 'UTC') AS month, status, count(*) AS orders, sum(total) AS total
    FROM shop.orders GROUP BY 1, 2;
CREATE UNIQUE INDEX sales_by_month_key ON shop.sales_by_month (month, status);
CREATE RULE protect_settings AS ON DELETE TO shop.settings WHERE old.key = 'currency' DO INSTEAD NOTHING;

ALTER TABLE shop.customer_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON shop.customer_notes USING (author = current_user) WITH CHECK (author = current_user);

COMMENT ON TABLE shop.orders IS 'By month; what was bought when';
COMMENT ON VIEW shop.open_orders IS 'What still has to be done';
COMMENT ON FUNCTION shop.order_total(bigint) IS 'Sum of an order''s lines';
ALTER TABLE shop.events SET (autovacuum_vacuum_scale_factor = 0.05, fillfactor = 90);
ALTER TABLE shop.products ALTER COLUMN category_id SET STATISTICS 500;
ANALYZE;
