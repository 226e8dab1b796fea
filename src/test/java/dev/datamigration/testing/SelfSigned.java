package dev.datamigration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A key and a certificate that signs itself, valid for the host name {@code localhost} only, made by the JDK's keytool.
 *
 * @param certificateFile PEM
 * @param keyFile PEM (PKCS #8), readable to us only
 */
public record SelfSigned(Path certificateFile, Path keyFile) {
    private static final String STORE_PASSWORD = "changeit";

    public static SelfSigned create() throws IOException, InterruptedException, GeneralSecurityException {
        var directory = Files.createTempDirectory("dm-certificate-");
        var store = directory.resolve("store.p12");
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc=ca:true",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD);
        var keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        return new SelfSigned(
                write(
                        directory,
                        "server.crt",
                        "CERTIFICATE",
                        keys.getCertificate("server").getEncoded()),
                write(
                        directory,
                        "server.key",
                        "PRIVATE KEY",
                        keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded()));
    }

    public String certificate() {
        return read(certificateFile);
    }

    public String key() {
        return read(keyFile);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " ended with " + process.exitValue());
        }
    }

    private static Path write(Path directory, String name, String type, byte[] content) throws IOException {
        var file = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file,
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(
                                type,
                                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)));
    }
}
