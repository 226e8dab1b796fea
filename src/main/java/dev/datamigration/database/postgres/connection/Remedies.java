package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.FailureCode;

/** Says what to do about an error of a server. */
final class Remedies {
    private Remedies() {}

    static String of(FailureCode code, DatabaseAccess access) {
        var where = access.side().word();
        return switch (code) {
            case Unreachable ->
                "Check that the server runs and that %s:%d can be reached from the operator."
                        .formatted(access.host(), access.port());
            case ServerBusy -> "Wait until the server is ready, or raise its max_connections or max_wal_senders.";
            case LockNotAvailable -> "Look for a session that holds a lock (pg_locks).";
            case LoginRefused ->
                "Correct username and password in the Secret that spec.%s.credentialsSecretRef names, or pg_hba.conf, then resume."
                        .formatted(where);
            case DatabaseMissing ->
                "Create it with CREATE DATABASE %s on the %s, or correct spec.%s.database, then resume."
                        .formatted(Sql.identifier(access.database()), where, where);
            case PrivilegeMissing ->
                "Grant the privilege to %s on the %s, then resume.".formatted(access.user(), where);
            case ResourceExhausted -> "Free disk space or memory on the %s server, then resume.".formatted(where);
            case ServerSetting ->
                "Change what the message names on the %s server (wal_level needs a restart; a standby must be promoted or replaced by the primary server), then resume."
                        .formatted(where);
            case NoFreeSlot ->
                "Raise max_replication_slots and max_wal_senders on the %s server and restart it, or drop slots that are not needed, then resume."
                        .formatted(where);
            case TlsRefused ->
                "Correct spec.%s.tls: its mode, and the certificates in the Secret that caSecretRef names; or the server's certificate. Then resume."
                        .formatted(where);
            case TargetSchemaChanged ->
                "Make the table's columns and types on the target equal to the source again, then resume.";
            case SourceSchemaChanged ->
                "Undo the change of the table on the source, or end this task and create a new one.";
            default -> "Read the message, mend its cause on the %s server, then resume.".formatted(where);
        };
    }
}
