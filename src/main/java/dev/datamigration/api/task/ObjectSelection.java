package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Says which objects are migrated, and under which names. */
@ValidationRule(
        value = "!has(self.mergeTables) || self.mergeTables.all(t, has(self.rows) && t in self.rows)",
        message =
                "every table of mergeTables needs a condition in rows that tells its rows from those of others on the target, for"
                        + " instance public.orders: tenant = 3")
@ValidationRule(
        value = "size(self.include) != 1 || !has(self.exclude) || !(self.include[0] in self.exclude)",
        message =
                "exclude names the one pattern of include, and wins over it, so that nothing would be migrated; remove it from"
                        + " exclude")
@ValidationRule(
        value = "!has(self.mergeTables) || size(self.mergeTables) == 0 || !has(self.removedTables)"
                + " || self.removedTables == 'Leave'",
        message = "removedTables: Drop would drop rows of other tasks with a table of mergeTables; leave it at Leave")
public record ObjectSelection(
        @Required
        @Size(min = 1, max = 1000)
        @ValidationRule(
                value = "self.all(p, p.matches('" + PATTERN + "'))",
                message =
                        "every entry of include must be one pattern schema.name, without spaces around it, for instance"
                                + " public.* or sales.orders; for a comma in a name write ?")
        @ValidationRule(
                value = "!self.exists(p, p.matches(r'" + FOREIGN_PATTERN + "'))",
                message =
                        "include takes neither SQL nor regular expressions: names are written without quotation marks, * stands"
                                + " for any characters and ? for one, for instance public.*; for %, \\ or a mark at an end of a name write ?")
        @ValidationRule(
                value = "!self.exists(p, p.matches('" + RESERVED + "[.]'))",
                message =
                        "include cannot name pg_…, information_schema or datamigration: these schemas are the servers' own,"
                                + " or hold checkpoints")
        @JsonPropertyDescription(
                "Patterns schema.name of the tables and other objects to migrate; * stands for any characters"
                        + " and ? for one, for instance public.* or sales.order_?. Matched exactly as the"
                        + " catalog spells them.")
        List<@Size(min = 3, max = 260) String> include,

        @Default("[]")
        @Size(max = 1000)
        @ValidationRule(
                value = "self.all(p, p.matches('" + PATTERN + "'))",
                message =
                        "every entry of exclude must be one pattern schema.name, without spaces around it, for instance"
                                + " public.audit_*; for a comma in a name write ?")
        @ValidationRule(
                value = "!self.exists(p, p.matches(r'" + FOREIGN_PATTERN + "'))",
                message =
                        "exclude takes neither SQL nor regular expressions: names are written without quotation marks, * stands"
                                + " for any characters and ? for one, for instance public.audit_*; for %, \\ or a mark at an end of a"
                                + " name write ?")
        @ValidationRule(
                value = "!('*.*' in self)",
                message =
                        "exclude *.* leaves everything out, since exclude wins over include; remove it, and what include does not"
                                + " name is left out")
        @JsonPropertyDescription("Patterns of objects to leave out; wins over include.")
        List<@Size(min = 3, max = 260) String> exclude,

        @Default("{}")
        @Size(max = 1000)
        @ValidationRule(
                value = "self.all(k, size(k) <= 63 && k.matches('" + NAME + "') && self[k].matches('" + NAME + "')"
                        + " && !self[k].matches('" + RESERVED + "$') && !self[k].contains('.'))",
                message =
                        "every entry of renameSchemas must name a schema of 1 to 63 characters on both sides, without spaces"
                                + " around it, patterns and line breaks, and without a dot on the target; schemas of the server"
                                + " (pg_…, information_schema) and datamigration, where checkpoints are kept, cannot be the target")
        @JsonPropertyDescription("Schemas to rename: name on the source to name on the target.")
        Map<String, @Size(min = 1, max = 63) String> renameSchemas,

        @Default("{}")
        @Size(max = 1000)
        @ValidationRule(
                value = "self.all(k, k.matches('" + TABLE + "') && self[k].matches('" + TABLE + "'))",
                message = "every entry of renameTables must name schema and table on both sides, for instance"
                        + " public.orders: sales.orders, without spaces around them, patterns and line breaks")
        @ValidationRule(
                value = "self.all(k, !self[k].matches('" + RESERVED + "[.]'))",
                message =
                        "renameTables cannot move a table into a schema of the server (pg_…, information_schema) or into"
                                + " datamigration, where checkpoints are kept; name another schema")
        @JsonPropertyDescription("Tables to rename: schema.table on the source to schema.table on the target; wins over"
                + " renameSchemas.")
        Map<String, @Size(min = 3, max = 127) String> renameTables,

        @Default("Carry")
        @JsonPropertyDescription(
                "Whether objects get the owners that they have on the source: Carry (default) to the role of the same"
                        + " name, where the target has it and the account may act for it; Leave lets everything belong to the"
                        + " target's account. Set once the application moves, or after the load of a task without Incremental."
                        + " What cannot be carried is listed by the precheck and in status.schema.")
        PrivilegeHandling owners,

        @Default("Carry")
        @JsonPropertyDescription(
                "Whether privileges on schemas, tables, columns, views, sequences, types, functions and foreign servers, and"
                        + " default privileges, are granted as on the source: Carry (default) to roles of the same name that the target has, at the same moment as the"
                        + " owners; Leave grants nothing. Either way a function is never callable by more roles than on the"
                        + " source.")
        PrivilegeHandling grants,

        @Default("{}")
        @Size(max = 1000)
        @ValidationRule(
                value = "self.all(k, size(k) <= 63 && k.matches('" + NAME + "') && self[k].matches('" + NAME + "'))",
                message =
                        "every entry of renameRoles must name a role of 1 to 63 characters on both sides, without spaces around"
                                + " it, patterns and line breaks")
        @JsonPropertyDescription(
                "Roles that are called otherwise on the target: name on the source to name on the target. An owner is"
                        + " carried to a superuser of the target only if it is a superuser on the source, or named here.")
        Map<String, @Size(min = 1, max = 63) String> renameRoles,

        @Default("Fail")
        @JsonPropertyDescription(
                "What becomes of the task where selected objects cannot be made on the target: of a kind that is not"
                        + " carried, or in need of something that is not carried or not selected. Fail (default) fails the"
                        + " precheck; Skip goes on without them and lists them in status.schema. Tables are never skipped;"
                        + " leave them out with exclude.")
        UnsupportedHandling unsupported,

        @Default("Leave")
        @JsonPropertyDescription(
                "Whether large objects (pg_largeobject) are copied under their OIDs, all of the database: Leave (default) lists"
                        + " them; Carry copies them before the load. No log tells of their changes, so that what changed since"
                        + " is copied at ProcessDatabaseObjects, once the source's writes have stopped; a task without"
                        + " Incremental copies them once. Changes on the target are not carried back. Needs Full, and an account of"
                        + " the source that may read all of them.")
        LargeObjectHandling largeObjects,

        @Default("{}")
        @Size(max = 200)
        @ValidationRule(
                value = "self.all(k, k.matches('" + TABLE + "'))",
                message =
                        "every entry of rows must name one table with its schema, for instance public.orders: region = 'eu',"
                                + " without spaces around it, patterns and line breaks")
        @ValidationRule(
                value = "self.all(k, self[k].matches(r'''" + CONDITION + "'''))",
                message =
                        "every entry of rows must be one condition as it would follow WHERE, without ;, $, ? and \\ outside of"
                                + " quotation marks, and with every quotation mark closed, for instance public.orders: region = 'eu'")
        @JsonPropertyDescription(
                "Which rows of a table are migrated, where it is not all of them: schema.table on the source to a condition"
                        + " over its own columns, as it would follow WHERE, for instance region = 'eu'. Of a partitioned table it"
                        + " holds for every partition without a condition of its own. Only what gives the same of a row for ever"
                        + " is taken: the server's own immutable functions and operators, no subqueries. A row that an UPDATE"
                        + " moves out of the condition is removed on the target, and one that it moves in is inserted. Not"
                        + " together with ReverseIncrement.")
        Map<String, @Size(min = 1, max = 1000) String> rows,

        @Default("Leave")
        @JsonPropertyDescription(
                "What becomes of tables on the target that are taken out of a running task: Leave (default) lets them stay as"
                        + " they are, without further changes; Drop drops them with all their rows.")
        RemovedTableHandling removedTables,

        @Default("[]")
        @Size(max = 200)
        @ValidationRule(
                value = "self.all(t, t.matches('" + TABLE + "'))",
                message = "every entry of mergeTables must name one table of the source with its schema, for instance"
                        + " public.orders, without spaces around it, patterns and line breaks")
        @JsonPropertyDescription(
                "Tables of the source whose table on the target takes rows of other tasks, too, as where many shards become one"
                        + " table. Each needs a condition in rows that reads its key alone, and that the server sees to exclude the"
                        + " others' conditions, for instance tenant = 3 and tenant = 7, or id % 8 = 0 and id % 8 = 1: so no two"
                        + " tasks have a key in common, and each removes, compares and repairs only rows of its own.")
        List<@Size(min = 3, max = 127) String> mergeTables) {
    /** Characters outside of quotation marks, and what stands in them; a backslash means nothing certain in either. */
    private static final String CONDITION = "^([^'\"\\\\;$?]|'[^'\\\\]*'|\"[^\"\\\\]+\")+$";

    /** Two names, each without spaces around it; a comma would mostly be meant to separate patterns. */
    private static final String PATTERN =
            "^[^ .,[:cntrl:]]([^,[:cntrl:]]*[^ ,[:cntrl:]])?[.][^ .,[:cntrl:]]([^,[:cntrl:]]*[^ ,[:cntrl:]])?$";

    /** Matches what people write who take a pattern for SQL or for a regular expression. */
    private static final String FOREIGN_PATTERN = "^\"|\"$|%|^[(^]|[.][.][*]|[\\\\]";

    /** Schema and table, as the catalog has them. */
    static final String TABLE = "^[^ .*?[:cntrl:]]([^*?[:cntrl:]]*[^ *?[:cntrl:]])?[.]"
            + "[^ .*?[:cntrl:]]([^*?[:cntrl:]]*[^ *?[:cntrl:]])?$";

    /** Schemas in which a task makes nothing. */
    private static final String RESERVED = "^(pg_.*|information_schema|datamigration)";

    /** A name without spaces around it, patterns and line breaks. */
    private static final String NAME = "^[^ *?[:cntrl:]]([^*?[:cntrl:]]*[^ *?[:cntrl:]])?$";

    public ObjectSelection {
        largeObjects = largeObjects == null ? LargeObjectHandling.Leave : largeObjects;
        unsupported = unsupported == null ? UnsupportedHandling.Fail : unsupported;
        owners = owners == null ? PrivilegeHandling.Carry : owners;
        grants = grants == null ? PrivilegeHandling.Carry : grants;
        renameRoles = renameRoles == null ? Map.of() : Map.copyOf(renameRoles);
        include = include == null ? List.of() : List.copyOf(include);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        renameSchemas = renameSchemas == null ? Map.of() : Map.copyOf(renameSchemas);
        renameTables = renameTables == null ? Map.of() : Map.copyOf(renameTables);
        removedTables = removedTables == null ? RemovedTableHandling.Leave : removedTables;
        rows = rows == null ? Map.of() : Map.copyOf(rows);
        mergeTables = mergeTables == null ? List.of() : List.copyOf(mergeTables);
    }

    /** With everything else as it is by default. */
    public ObjectSelection(
            List<String> include,
            List<String> exclude,
            Map<String, String> renameSchemas,
            Map<String, String> renameTables) {
        this(include, exclude, renameSchemas, renameTables, null, null, null, null, null, null, null, null);
    }

    /** Other objects, each treated and called as these are. */
    public ObjectSelection selecting(List<String> included, List<String> excluded, Map<String, String> conditions) {
        return changed(
                included, excluded, renameSchemas, renameTables, unsupported, largeObjects, conditions, removedTables);
    }

    /** Other objects under other names, treated alike. */
    public ObjectSelection withNames(
            List<String> included, List<String> excluded, Map<String, String> schemas, Map<String, String> tables) {
        return changed(included, excluded, schemas, tables, unsupported, largeObjects, rows, removedTables);
    }

    /** The same objects, with what cannot be made treated so. */
    public ObjectSelection with(UnsupportedHandling handling) {
        return changed(include, exclude, renameSchemas, renameTables, handling, largeObjects, rows, removedTables);
    }

    /** The same objects, with large objects treated so. */
    public ObjectSelection with(LargeObjectHandling handling) {
        return changed(include, exclude, renameSchemas, renameTables, unsupported, handling, rows, removedTables);
    }

    /** The same objects, with tables that are taken out treated so. */
    public ObjectSelection with(RemovedTableHandling handling) {
        return changed(include, exclude, renameSchemas, renameTables, unsupported, largeObjects, rows, handling);
    }

    private ObjectSelection changed(
            List<String> included,
            List<String> excluded,
            Map<String, String> schemas,
            Map<String, String> tables,
            UnsupportedHandling left,
            LargeObjectHandling large,
            Map<String, String> conditions,
            RemovedTableHandling removed) {
        return new ObjectSelection(
                included,
                excluded,
                schemas,
                tables,
                owners,
                grants,
                renameRoles,
                left,
                large,
                conditions,
                removed,
                mergeTables);
    }
}
