package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.failure.FailureCode;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectFailuresTest {

    @ParameterizedTest
    @MethodSource
    void causesDecide(String state, Throwable cause, TlsMode mode, FailureCode expected) {
        var failure = ConnectFailures.classify(new SQLException("text", state, cause), access(mode, "planted-secret"));
        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure.message() + failure.remedy()).doesNotContain("planted-secret");
    }

    static Stream<Arguments> causesDecide() {
        return Stream.of(
                Arguments.of("08001", new UnknownHostException("x"), TlsMode.Prefer, FailureCode.Unreachable),
                Arguments.of("08001", new ConnectException("x"), TlsMode.VerifyFull, FailureCode.Unreachable),
                Arguments.of("08001", new SocketTimeoutException("x"), TlsMode.Prefer, FailureCode.Unreachable),
                Arguments.of("08001", null, TlsMode.VerifyFull, FailureCode.Unreachable),
                Arguments.of("08006", new SSLHandshakeException("x"), TlsMode.VerifyCA, FailureCode.TlsRefused),
                Arguments.of("08006", new CertificateException("x"), TlsMode.VerifyCA, FailureCode.TlsRefused),
                Arguments.of("08006", cut(new SocketException("x")), TlsMode.Require, FailureCode.Unreachable),
                Arguments.of("08006", cut(new EOFException("x")), TlsMode.Require, FailureCode.Unreachable),
                // the host name is not the certificate's
                Arguments.of("08006", null, TlsMode.VerifyFull, FailureCode.TlsRefused),
                // the server has no TLS
                Arguments.of("08004", null, TlsMode.Require, FailureCode.TlsRefused),
                // an authentication method that the driver does not know
                Arguments.of("08004", null, TlsMode.Prefer, FailureCode.LoginRefused));
    }

    @Test
    void emptyPasswordIsNoTlsError() {
        var failure = ConnectFailures.classify(new SQLException("text", "08004"), access(TlsMode.Require, ""));
        assertThat(failure.code()).isEqualTo(FailureCode.LoginRefused);
    }

    private static SSLException cut(Exception cause) {
        return new SSLException("x", cause);
    }

    private static DatabaseAccess access(TlsMode mode, String password) {
        return new DatabaseAccess(
                Side.Source,
                DatabaseType.PostgreSQL,
                "db.example",
                5432,
                "shop",
                "mover",
                new Password(password),
                new TlsMaterial(mode, null, null, null),
                null,
                null);
    }
}
