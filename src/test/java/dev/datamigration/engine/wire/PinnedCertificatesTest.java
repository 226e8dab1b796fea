package dev.datamigration.engine.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.engine.remote.WorkerIdentity;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class PinnedCertificatesTest {
    private static final String HOST = "dm-shop-0.dm-shop.shop.svc";

    private final PinnedCertificates pinned = new PinnedCertificates();

    private static X509Certificate certificate() {
        return Certificates.parse(WorkerIdentity.create("*.dm-shop.shop.svc").certificate());
    }

    private void show(X509Certificate shown, String host) throws CertificateException {
        var engine = pinned.context().createSSLEngine(host, 8443);
        pinned.checkServerTrusted(new X509Certificate[] {shown}, "UNKNOWN", engine);
    }

    @Test
    void aWorkersIsTrustedUnderItsOwnNameUntilItIsForgotten() {
        var own = certificate();
        pinned.pin(HOST, own);
        assertThatCode(() -> show(own, HOST)).doesNotThrowAnyException();
        assertThatThrownBy(() -> show(own, "other.svc")).isInstanceOf(CertificateException.class);
        pinned.forget(HOST, own);
        assertThatThrownBy(() -> show(own, HOST)).isInstanceOf(CertificateException.class);
    }

    @Test
    void anEarlierOneOfTheSameNameIsTrustedNoLonger() {
        var earlier = certificate();
        pinned.pin(HOST, earlier);
        var later = certificate();
        pinned.pin(HOST, later);
        assertThatThrownBy(() -> show(earlier, HOST)).isInstanceOf(CertificateException.class);
        pinned.forget(HOST, earlier);
        assertThatCode(() -> show(later, HOST)).doesNotThrowAnyException();
    }
}
