package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.ByteText;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Encoding;
import org.postgresql.core.PGStream;
import org.postgresql.core.QueryExecutorBase;
import org.postgresql.jdbc.PgConnection;

/**
 * A session with a database whose encoding is SQL_ASCII. To a client that speaks UTF-8 the server refuses to say what is none;
 * to one that speaks SQL_ASCII too it says every text byte by byte. The driver reads then what it is told to, which is {@link
 * ByteText} here. It goes on to send statements and texts as UTF-8, so that values go as literals or in arrays of text,
 * which it encodes as it reads, and the few statements that hold other bytes as {@link ByteText#statement} has them.
 */
final class ByteSession {
    private static final String SQL_ASCII = "SQL_ASCII";

    private ByteSession() {}

    static boolean isNeeded(Connection connection) throws SQLException {
        return SQL_ASCII.equals(connection.unwrap(PgConnection.class).getParameterStatus("server_encoding"));
    }

    /** The driver has to know from the start that the session will speak something else than UTF-8. */
    static boolean isAllowed(Properties properties) {
        return PGProperty.ALLOW_ENCODING_CHANGES.getBoolean(properties);
    }

    static void allow(Properties properties) {
        PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
    }

    static void begin(Connection connection) throws SQLException {
        SqlStatement.execute(connection, "SET client_encoding = '" + SQL_ASCII + "'");
        try {
            // the driver offers no other way to read SQL_ASCII as anything but seven bits
            var stream = QueryExecutorBase.class.getDeclaredField("pgStream");
            stream.setAccessible(true);
            var executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
            ((PGStream) stream.get(executor)).setEncoding(new ByteTextEncoding());
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("this version of the driver cannot read SQL_ASCII", e);
        }
    }

    private static final class ByteTextEncoding extends Encoding {
        ByteTextEncoding() {
            super(StandardCharsets.UTF_8, true);
        }

        @Override
        public byte[] encode(String text) {
            return text == null ? null : ByteText.encode(text);
        }

        @Override
        public String decode(byte[] bytes, int offset, int length) {
            return ByteText.decode(bytes, offset, length);
        }

        @Override
        public String decode(byte[] bytes) {
            return ByteText.decode(bytes);
        }

        @Override
        public String decodeCanonicalized(byte[] bytes, int offset, int length) {
            return decode(bytes, offset, length);
        }

        @Override
        public String decodeCanonicalizedIfPresent(byte[] bytes, int offset, int length) {
            return decode(bytes, offset, length);
        }

        @Override
        public String decodeCanonicalized(byte[] bytes) {
            return decode(bytes);
        }

        @Override
        public Reader getDecodingReader(InputStream bytes) throws IOException {
            return new StringReader(decode(bytes.readAllBytes()));
        }
    }
}
