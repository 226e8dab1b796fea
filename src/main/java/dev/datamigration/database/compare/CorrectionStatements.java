package dev.datamigration.database.compare;

import java.util.List;

/** Statements for people that make a row of a table what it is on the other side. They may be run in any session. */
public interface CorrectionStatements {
    /** Adds so many copies of a row. */
    String insert(RowText source, long copies);

    /** Sets the columns that differ; where one of them cannot be set, the row is written anew. */
    String update(List<String> key, RowText source, RowText onTarget);

    /** Removes every row of the key and inserts the source's. */
    String replace(List<String> key, RowText source);

    String delete(List<String> key);

    /** Removes so many of the rows that equal the given one, in a table without a key. */
    String deleteCopies(RowText onTarget, long copies);
}
