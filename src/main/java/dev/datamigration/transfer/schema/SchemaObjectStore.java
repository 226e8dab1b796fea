package dev.datamigration.transfer.schema;

import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.database.checkpoint.SchemaObjectStateStore;
import dev.datamigration.database.checkpoint.SchemaObjectStateStore.PlannedObject;
import dev.datamigration.database.schema.ObjectCheckpoints;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what became of every object, as it is kept on the target. Rows are written by the caller's
 * transaction, so that an object and the word of it commit together; this view of them is safe to use from any thread.
 */
final class SchemaObjectStore implements ObjectCheckpoints {
    private final SchemaObjectStateStore states;
    private final Map<SchemaItem.Key, Entry> entries = new LinkedHashMap<>();
    private final SchemaObjectCounts counts = new SchemaObjectCounts();
    private int lastNumber;

    private SchemaObjectStore(SchemaObjectStateStore states) {
        this.states = states;
    }

    /** Says where an object belongs. */
    enum Stage {
        before,
        after,
        move,
        outside
    }

    record Entry(int number, Stage stage, boolean done, String error) {
        boolean isNotCarried() {
            return !done && error != null;
        }
    }

    static SchemaObjectStore read(Connection target, SchemaObjectStateStore states) throws SQLException {
        var store = new SchemaObjectStore(states);
        for (var state : states.list(target)) {
            var object = state.object();
            store.put(
                    new SchemaItem.Key(ObjectKind.valueOf(object.kind()), object.name(), object.onTable()),
                    new Entry(object.number(), Stage.valueOf(object.stage()), state.done(), state.error()));
        }
        return store;
    }

    private synchronized void put(SchemaItem.Key key, Entry entry) {
        var before = entries.put(key, entry);
        if (before != null) {
            counts.remove(before);
        }
        counts.add(key, entry);
        lastNumber = Math.max(lastNumber, entry.number);
    }

    /**
     * Takes over a plan: adds what is new, forgets what is not done and not planned any more.
     *
     * @param taken the part of it of which anything is added
     */
    synchronized void adopt(Connection target, SchemaPlan plan, SchemaPlan taken) throws SQLException {
        add(target, Stage.before, taken.before());
        add(target, Stage.after, taken.deferred());
        add(target, Stage.move, taken.ofTheMove());
        var planned = new HashSet<SchemaItem.Key>();
        plan.before().forEach(item -> planned.add(item.key()));
        plan.deferred().forEach(item -> planned.add(item.key()));
        plan.ofTheMove().forEach(item -> planned.add(item.key()));
        for (var excluded : plan.notCarried()) {
            planned.add(excluded.key());
            writeRefused(target, excluded.key(), excluded.reason());
        }
        for (var key : List.copyOf(entries.keySet())) {
            var entry = entries.get(key);
            if (!entry.done && !planned.contains(key) && key.kind() != ObjectKind.Setting) {
                states.remove(target, entry.number);
                entries.remove(key);
                counts.remove(entry);
            }
        }
    }

    /** Forgets also what is done, if it is not planned any more. */
    synchronized void forgetAllBut(Connection target, Set<SchemaItem.Key> planned) throws SQLException {
        for (var entry : entries.entrySet()) {
            if (!planned.contains(entry.getKey()) && entry.getValue().done) {
                states.remove(target, entry.getValue().number);
            }
        }
    }

    synchronized boolean knows(SchemaItem.Key key) {
        return entries.containsKey(key);
    }

    private void add(Connection target, Stage stage, Collection<SchemaItem> items) throws SQLException {
        var planned = new ArrayList<PlannedObject>();
        for (var item : items) {
            if (!entries.containsKey(item.key())) {
                planned.add(planned(stage, item.key(), String.join(";\n", item.statements())));
            }
        }
        states.add(target, planned);
    }

    private PlannedObject planned(Stage stage, SchemaItem.Key key, String sql) {
        var number = ++lastNumber;
        put(key, new Entry(number, stage, false, null));
        return new PlannedObject(number, stage.name(), key.kind().name(), key.name(), key.onTable(), sql);
    }

    synchronized boolean isDone(SchemaItem.Key key) {
        var entry = entries.get(key);
        return entry != null && entry.done;
    }

    /** {@link #committed} must follow its commit for each. */
    @Override
    public void writeDone(Connection target, Collection<SchemaItem.Key> keys) throws SQLException {
        states.done(target, keys.stream().map(this::number).toList());
    }

    /** The transaction of {@link #writeDone} has committed. */
    synchronized void committed(SchemaItem.Key key) {
        var entry = entries.get(key);
        put(key, new Entry(entry.number, entry.stage, true, null));
    }

    /** What the plan does not know is added to what lies outside of it. */
    @Override
    public synchronized void writeRefused(Connection target, SchemaItem.Key key, String reason) throws SQLException {
        if (!entries.containsKey(key)) {
            states.add(target, List.of(planned(Stage.outside, key, "")));
        }
        var entry = entries.get(key);
        if (!reason.equals(entry.error)) {
            states.refused(target, entry.number, reason);
            put(key, new Entry(entry.number, entry.stage, false, reason));
        }
    }

    private synchronized int number(SchemaItem.Key key) {
        return entries.get(key).number;
    }

    synchronized SchemaStatus status() {
        return counts.status();
    }
}
