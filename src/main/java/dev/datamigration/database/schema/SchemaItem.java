package dev.datamigration.database.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * One object to create on the target, in one transaction.
 *
 * @param id the object on the source it stands for, or is about, as its kind of database tells it from others; null for what
 *     has no identity of its own
 * @param key kind, name and table: what checkpoints know it by, the same in every run
 * @param statements all must succeed
 * @param settings run when the object was created here, each may be refused by itself
 * @param searchPath where the statements look for names without a schema, as the target takes it
 * @param existsQuery decides after a refusal, under the same search path, whether the target has it nevertheless, made by
 *     hand or by an attempt whose commit was not heard of: one boolean
 * @param onRefusal what a refusal by the server means
 * @param lacks what it needs and the plan does not bring, for people; null if nothing
 * @param effort what its statements do
 */
public record SchemaItem(
        String id,
        Key key,
        List<String> statements,
        List<String> settings,
        String searchPath,
        String existsQuery,
        OnRefusal onRefusal,
        String lacks,
        Effort effort) {
    /** For what leaves nothing behind that could be looked for: there is nothing to ask. */
    public static final String NEVER_THERE = "";

    public SchemaItem {
        statements = List.copyOf(statements);
        settings = List.copyOf(settings);
    }

    /** One that lacks nothing, and reads few rows or none. */
    public SchemaItem(
            String id,
            Key key,
            List<String> statements,
            List<String> settings,
            String searchPath,
            String existsQuery,
            OnRefusal onRefusal) {
        this(id, key, statements, settings, searchPath, existsQuery, onRefusal, null, Effort.Brief);
    }

    /**
     * @param name on the source, as shown to people
     * @param onTable the table it belongs to where its name alone does not tell it from others; empty otherwise
     */
    public record Key(ObjectKind kind, String name, String onTable) {
        public Key(ObjectKind kind, String name) {
            this(kind, name, "");
        }

        /** For people. */
        public String display() {
            return onTable.isEmpty() ? name : name + " on " + onTable;
        }

        /** Kind and name, for people. */
        public String label() {
            return kind + " " + display();
        }
    }

    public enum OnRefusal {
        /** The task fails and can be resumed once the cause is gone. */
        Fail,
        /** The task fails, unless the target's version does not know the feature; then it is listed. */
        FailUnlessUnsupported,
        /** The object is listed as not carried and the stage goes on. */
        List
    }

    enum Effort {
        /** They change the catalog and read few rows at most: many such items go into one transaction. */
        Brief,
        /** They may take hours, or lock a thousand tables: such an item is alone in its transaction. */
        Lengthy
    }

    public ObjectKind kind() {
        return key.kind();
    }

    /** Returns whether it only says something about another object, and is nothing to miss where that one is missing. */
    public boolean isAboutAnother() {
        return switch (kind()) {
            case Setting, MaterializedViewData, ForeignKeyCheck, Privileges -> true;
            default -> false;
        };
    }

    public SchemaItem withSettings(List<String> more) {
        var all = new ArrayList<>(settings);
        all.addAll(more);
        return new SchemaItem(id, key, statements, all, searchPath, existsQuery, onRefusal, lacks, effort);
    }

    public SchemaItem lacking(String needed) {
        return new SchemaItem(id, key, statements, settings, searchPath, existsQuery, onRefusal, needed, effort);
    }

    /** One that reads many rows, or locks many tables. */
    public SchemaItem lengthy() {
        return new SchemaItem(id, key, statements, settings, searchPath, existsQuery, onRefusal, lacks, Effort.Lengthy);
    }

    public boolean isLengthy() {
        return effort == Effort.Lengthy;
    }

    /** One that is listed where the target refuses it. */
    public static SchemaItem optional(
            String id, Key key, List<String> statements, String searchPath, String existsQuery) {
        return new SchemaItem(id, key, statements, List.of(), searchPath, existsQuery, OnRefusal.List);
    }
}
