package dev.datamigration.database.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps what a switchover changed on the other side, and what puts it back; within the caller's transaction. */
public interface SavedSettingStore {

    /**
     * A change.
     *
     * @param kind what it is, so that each kind is put back at its time
     * @param subject tells it from others of its kind
     * @param statement puts it back as it was before the first change
     */
    record SavedSetting(String kind, String subject, String statement) {}

    /** Does nothing for what is known already: the oldest memory is of the state before. */
    void add(Connection connection, SavedSetting setting) throws SQLException;

    /** All of a kind, by subject; none where there are no checkpoints. */
    List<SavedSetting> all(Connection connection, String kind) throws SQLException;

    /** It is as it was. */
    void remove(Connection connection, SavedSetting setting) throws SQLException;
}
