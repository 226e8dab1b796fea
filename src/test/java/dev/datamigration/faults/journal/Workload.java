package dev.datamigration.faults.journal;

import java.sql.SQLException;
import java.util.Locale;

/** Statements of one session, drawn at random. It writes to rows of its own alone, so that it knows what is in them. */
final class Workload {
    private static final int WIDE = 120_000;

    private final int session;
    private int lastId;

    Workload(int session) {
        this.session = session;
    }

    void step(Draft draft) throws SQLException {
        var dice = draft.random().nextInt(100);
        if (dice < 25) {
            insertAccount(draft);
        } else if (dice < 50) {
            updateAccount(draft);
        } else if (dice < 58) {
            deleteAccount(draft);
        } else if (dice < 64) {
            moveAccount(draft);
        } else if (dice < 78) {
            insertLedger(draft);
        } else if (dice < 86) {
            changeLedger(draft);
        } else if (dice < 96) {
            document(draft);
        } else {
            scratch(draft);
        }
    }

    void insertAccount(Draft draft) throws SQLException {
        account(
                draft,
                ++lastId,
                "INSERT INTO public.account (owner, balance, note, session, id) VALUES (?, ?::numeric, ?, ?, ?)");
    }

    private void updateAccount(Draft draft) throws SQLException {
        var key = draft.pick(Table.ACCOUNT);
        if (key != null) {
            account(
                    draft,
                    id(key),
                    "UPDATE public.account SET owner = ?, balance = ?::numeric, note = ? WHERE session = ? AND id = ?");
        }
    }

    private void account(Draft draft, int id, String sql) throws SQLException {
        var owner = "owner " + draft.random().nextInt(1000);
        var balance = String.format(Locale.ROOT, "%.2f", draft.random().nextInt(1_000_000) / 100.0);
        var note = draft.random().nextInt(4) == 0
                ? null
                : "note ä ' \\ " + draft.random().nextInt();
        var key = session + "|" + id;
        var row = key + "|" + owner + "|" + balance + "|" + (note == null ? "~" : note);
        draft.run(new Effect.Put(Table.ACCOUNT.sqlName(), key, row), sql, owner, balance, note, session, id);
    }

    private void deleteAccount(Draft draft) throws SQLException {
        var key = draft.pick(Table.ACCOUNT);
        if (key != null) {
            draft.run(
                    new Effect.Remove(Table.ACCOUNT.sqlName(), key),
                    "DELETE FROM public.account WHERE session = ? AND id = ?",
                    session,
                    id(key));
        }
    }

    /** Gives a row another key. */
    private void moveAccount(Draft draft) throws SQLException {
        var key = draft.pick(Table.ACCOUNT);
        if (key == null) {
            return;
        }
        var next = session + "|" + ++lastId;
        draft.effects().add(new Effect.Remove(Table.ACCOUNT.sqlName(), key));
        var row = next + draft.row(Table.ACCOUNT, key).substring(key.length());
        draft.run(
                new Effect.Put(Table.ACCOUNT.sqlName(), next, row),
                "UPDATE public.account SET id = ? WHERE session = ? AND id = ?",
                lastId,
                session,
                id(key));
    }

    private void insertLedger(Draft draft) throws SQLException {
        ledger(
                draft,
                ++lastId,
                "INSERT INTO public.ledger (amount, data, session, number) VALUES (?::numeric, ?::jsonb, ?, ?)");
    }

    private void changeLedger(Draft draft) throws SQLException {
        var key = draft.pick(Table.LEDGER);
        if (key == null) {
            return;
        }
        if (draft.random().nextBoolean()) {
            ledger(
                    draft,
                    id(key),
                    "UPDATE public.ledger SET amount = ?::numeric, data = ?::jsonb WHERE session = ? AND number = ?");
        } else {
            draft.run(
                    new Effect.Remove(Table.LEDGER.sqlName(), key),
                    "DELETE FROM public.ledger WHERE session = ? AND number = ?",
                    session,
                    id(key));
        }
    }

    private void ledger(Draft draft, int number, String sql) throws SQLException {
        var amount = draft.random().nextInt() + "." + (1 + draft.random().nextInt(9));
        var data = "{\"n\": " + draft.random().nextInt() + "}";
        var key = session + "|" + number;
        draft.run(
                new Effect.Put(Table.LEDGER.sqlName(), key, key + "|" + amount + "|" + data),
                sql,
                amount,
                data,
                session,
                number);
    }

    /** New, or its title alone changed, so that a body stored out of line stays as it is; now and then a wide one. */
    private void document(Draft draft) throws SQLException {
        var key = draft.random().nextBoolean() ? draft.pick(Table.DOCUMENT) : null;
        var title = "title " + draft.random().nextInt();
        if (key != null) {
            var row = draft.row(Table.DOCUMENT, key);
            var head = key + "|" + session + "|";
            var rest = row.substring(row.indexOf('|', head.length()));
            draft.run(
                    new Effect.Put(Table.DOCUMENT.sqlName(), key, head + title + rest),
                    "UPDATE public.document SET title = ? WHERE id = ?",
                    title,
                    Long.parseLong(key));
            return;
        }
        var id = session * 10_000_000L + ++lastId;
        var body = "body "
                .repeat(
                        draft.random().nextInt(20) == 0
                                ? WIDE / 5
                                : draft.random().nextInt(40));
        var meta = "{\"b\":1,  \"a\":[" + draft.random().nextInt() + "]}";
        var content = String.format("%08x", draft.random().nextInt());
        var row = id + "|" + session + "|" + title + "|" + body + "|" + meta + "|\\x" + content
                + "|2026-01-02 03:04:05.000006";
        draft.run(
                new Effect.Put(Table.DOCUMENT.sqlName(), String.valueOf(id), row),
                "INSERT INTO public.document VALUES (?, ?, ?, ?, ?::json, decode(?, 'hex'), '2026-01-02 03:04:05.000006')",
                id,
                session,
                title,
                body,
                meta,
                content);
    }

    /** Session 0 alone may empty the table. */
    private void scratch(Draft draft) throws SQLException {
        if (session != 0) {
            return;
        }
        if (draft.random().nextInt(10) == 0) {
            draft.run(new Effect.Truncate(Table.SCRATCH.sqlName()), "TRUNCATE public.scratch");
        }
        var id = ++lastId;
        var key = session + "|" + id;
        draft.run(
                new Effect.Put(Table.SCRATCH.sqlName(), key, key + "|value " + id),
                "INSERT INTO public.scratch VALUES (?, ?, ?)",
                session,
                id,
                "value " + id);
    }

    private static int id(String key) {
        return Integer.parseInt(key.substring(key.indexOf('|') + 1));
    }
}
