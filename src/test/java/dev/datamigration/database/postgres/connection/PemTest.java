package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PemTest {
    @Test
    void pkcs1KeyIsWrapped() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = generator.generateKeyPair().getPrivate();
        var pkcs8 = key.getEncoded();
        // of a 2048 bit key: 4 bytes head, 18 bytes version and algorithm, 4 bytes head of the octet string
        var pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        var pem = "-----BEGIN RSA PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs1)
                + "\n-----END RSA PRIVATE KEY-----\n";

        var wrapped = Pem.asPkcs8(pem);

        assertThat(wrapped).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        var body = Base64.getMimeDecoder()
                .decode(wrapped.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", ""));
        var read = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(body));
        assertThat(read.getModulus()).isEqualTo(((RSAPrivateKey) key).getModulus());
    }

    @Test
    void otherKeysAreLeftAlone() {
        assertThat(Pem.asPkcs8("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----"))
                .isEqualTo("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----");
    }

    @Test
    void jvmTrustsSomebody() throws Exception {
        assertThat(Pem.trustedByJvm()).contains("-----BEGIN CERTIFICATE-----");
    }
}
