INSERT INTO shop.payments (order_id, amount, method, paid_at, settled)
SELECT n, ((n % 50000) / 100.0)::numeric::money, (ARRAY['card', 'invoice', 'paypal'])[1 + n % 3],
    timestamptz '2026-01-01 12:00+00' + (n % 364) * interval '1 day', CASE WHEN n % 5 <> 0 THEN n % 2 = 0 END
FROM generate_series(1, ${payments}) n;
