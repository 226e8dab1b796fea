package dev.datamigration.database.postgres.connection;

/**
 * Says what sessions of ours do about one setting that can be set for a role or a database.
 *
 * @param since the first major version that knows it; 13 stands for all before as well
 * @param until the last major version that knows it; {@link Integer#MAX_VALUE} where the newest still does
 * @param value what it is to be, or empty where it is left as it is
 * @param reason why, or why it does not matter
 */
public record SessionSetting(String name, int since, int until, Treatment treatment, String value, String reason) {

    /** Says what is done about it. */
    public enum Treatment {
        /** Every session sets it, which any account may. */
        Pinned,
        /** As pinned, on servers that run on Linux: on others it may be refused. */
        OnLinux,
        /** As pinned, but a value that asks for more than ours stays. */
        Raised,
        /** Must be so; only a superuser may change it, so a session that finds it otherwise may have to give up. */
        Held,
        /** As it should be where the account may change it, and else as it is: the task can do with either. */
        Preferred,
        /** The connection's start sets it, whoever connects. */
        Sent,
        /** Changes nothing that is read or written, and ends no session. */
        Left
    }

    static SessionSetting parse(String line) {
        var parts = line.split("\t", -1);
        var versions = parts[1].split("-", -1);
        return new SessionSetting(
                parts[0],
                Integer.parseInt(versions[0]),
                versions[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(versions[1]),
                Treatment.valueOf(Character.toUpperCase(parts[2].charAt(0)) + parts[2].substring(1)),
                parts[3],
                parts[4]);
    }

    /** Returns whether a server of this major version knows it. */
    public boolean isKnownTo(int majorVersion) {
        return since <= majorVersion && majorVersion <= until;
    }
}
