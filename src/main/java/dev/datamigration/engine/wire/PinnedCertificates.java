package dev.datamigration.engine.wire;

import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts each worker's own certificate, shown by that worker, and nothing else. */
public final class PinnedCertificates extends X509ExtendedTrustManager {
    private final Map<String, X509Certificate> byHost = new ConcurrentHashMap<>();

    /** @param host the name that the worker is asked under */
    public void pin(String host, X509Certificate certificate) {
        byHost.put(host, certificate);
    }

    /** Trusts that certificate no longer under that name; another one that has taken its place stays. */
    public void forget(String host, X509Certificate certificate) {
        byHost.remove(host, certificate);
    }

    /** A client that trusts these and nothing else. */
    public HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .sslContext(context())
                .sslParameters(parameters())
                .build();
    }

    /** For an HTTP client: TLS 1.3 and nothing older, which the context alone would allow. */
    public static SSLParameters parameters() {
        return new SSLParameters(null, new String[] {"TLSv1.3"});
    }

    public SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        var expected = byHost.get(engine.getPeerHost());
        if (expected == null || chain.length == 0 || !expected.equals(chain[0])) {
            throw new CertificateException("not the certificate of the worker " + engine.getPeerHost());
        }
        chain[0].checkValidity();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("workers are only asked through an engine");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("workers are only asked through an engine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
