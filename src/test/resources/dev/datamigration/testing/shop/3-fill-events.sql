-- Many rows are there two or three times.
INSERT INTO shop.events (happened_at, customer_id, kind, page, detail)
SELECT timestamptz '2026-06-01 00:00+00' + (n / 3) * interval '1 s', CASE WHEN n % 30 > 2 THEN 1 + (n / 3) % ${customers} END,
    (ARRAY['view', 'click', 'search', 'add'])[1 + (n / 3) % 4], '/product/' || (n / 3) % ${products},
    CASE WHEN n % 12 < 3 THEN json_build_object('ms', (n / 3) % 900) END
FROM generate_series(1, ${events}) n;
