package dev.datamigration.database.postgres.schema.definition;

/** Says when a trigger or rule fires, as to {@code session_replication_role}. */
public enum Firing {
    Origin,
    Always,
    Replica,
    Disabled;

    public static Firing of(String code) {
        return switch (code) {
            case "A" -> Always;
            case "R" -> Replica;
            case "D" -> Disabled;
            default -> Origin;
        };
    }
}
