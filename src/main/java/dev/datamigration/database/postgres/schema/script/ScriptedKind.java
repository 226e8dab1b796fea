package dev.datamigration.database.postgres.schema.script;

import dev.datamigration.database.schema.ObjectKind;
import java.util.function.IntFunction;

/** Kinds of objects that one row of a query says how to create, in the order in which they are read. */
public enum ScriptedKind {
    BaseType(ObjectKind.BaseType, "TYPE", "type", "typowner", BaseTypeSql.BASE_TYPE),
    Language(ObjectKind.Language, "LANGUAGE", "language", "lanowner", ScriptedSql.LANGUAGE),
    AccessMethod(ObjectKind.AccessMethod, "ACCESS METHOD", "access method", null, ScriptedSql.ACCESS_METHOD),
    Operator(ObjectKind.Operator, "OPERATOR", "operator", "oprowner", ScriptedSql.OPERATOR),
    OperatorFamily(
            ObjectKind.OperatorFamily, "OPERATOR FAMILY", "operator family", "opfowner", ScriptedSql.OPERATOR_FAMILY),
    OperatorClass(ObjectKind.OperatorClass, "OPERATOR CLASS", "operator class", "opcowner", ScriptedSql.OPERATOR_CLASS),
    Aggregate(ObjectKind.Aggregate, "AGGREGATE", "aggregate", "proowner", ScriptedSql.AGGREGATE),
    Cast(ObjectKind.Cast, "CAST", "cast", null, ScriptedSql.CAST),
    Conversion(ObjectKind.Conversion, "CONVERSION", "conversion", "conowner", ScriptedSql.CONVERSION),
    Parser(ObjectKind.TextSearchParser, "TEXT SEARCH PARSER", "text search parser", null, TextSearchSql.PARSER),
    Template(
            ObjectKind.TextSearchTemplate,
            "TEXT SEARCH TEMPLATE",
            "text search template",
            null,
            TextSearchSql.TEMPLATE),
    Dictionary(
            ObjectKind.TextSearchDictionary,
            "TEXT SEARCH DICTIONARY",
            "text search dictionary",
            "dictowner",
            TextSearchSql.DICTIONARY),
    Configuration(
            ObjectKind.TextSearchConfiguration,
            "TEXT SEARCH CONFIGURATION",
            "text search configuration",
            "cfgowner",
            TextSearchSql.CONFIGURATION),
    Transform(ObjectKind.Transform, "TRANSFORM", "transform", null, ScriptedSql.TRANSFORM),
    Wrapper(
            ObjectKind.ForeignDataWrapper,
            "FOREIGN DATA WRAPPER",
            "foreign-data wrapper",
            "fdwowner",
            ScriptedSql.WRAPPER),
    Server(ObjectKind.ForeignServer, "SERVER", "server", "srvowner", ScriptedSql.SERVER),
    ForeignTable(ObjectKind.ForeignTable, "FOREIGN TABLE", "foreign table", "relowner", ScriptedSql.FOREIGN_TABLE),
    EventTrigger(ObjectKind.EventTrigger, "EVENT TRIGGER", "event trigger", "evtowner", ScriptedSql.EVENT_TRIGGER),
    Publication(ObjectKind.Publication, "PUBLICATION", "publication", "pubowner", PublicationSql::of);

    private final ObjectKind kind;
    private final String words;
    private final String address;
    private final String ownerColumn;
    private final IntFunction<String> sql;

    ScriptedKind(ObjectKind kind, String words, String address, String ownerColumn, String sql) {
        this(kind, words, address, ownerColumn, version -> sql);
    }

    ScriptedKind(ObjectKind kind, String words, String address, String ownerColumn, IntFunction<String> sql) {
        this.kind = kind;
        this.words = words;
        this.address = address;
        this.ownerColumn = ownerColumn;
        this.sql = sql;
    }

    public ObjectKind kind() {
        return kind;
    }

    /** As SQL calls it. */
    public String words() {
        return words;
    }

    /** As {@code pg_get_object_address} calls it. */
    public String address() {
        return address;
    }

    /** Column of its catalog; null for what belongs to nobody. */
    public String ownerColumn() {
        return ownerColumn;
    }

    /** @param version of the source */
    String sql(int version) {
        return sql.apply(version);
    }
}
