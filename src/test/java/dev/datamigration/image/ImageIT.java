package dev.datamigration.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build puts into the image. */
class ImageIT {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final String SBOM = "META-INF/sbom/application.cdx.json";

    @TempDir
    private static Path directory;

    private static ImageArchive image;
    private static Path root;

    @BeforeAll
    static void unpack() throws IOException {
        Assumptions.assumeTrue(
                "Linux".equals(System.getProperty("os.name")),
                "skipped: only on Linux is an image made of the machine's own Java runtime");
        image = ImageArchive.open(Files.createDirectory(directory.resolve("image")));
        root = Files.createDirectory(directory.resolve("root"));
        image.unpackInto(root);
    }

    @Test
    void isRunByAUserWithoutRightsWhomKubernetesCanTellFromRoot() {
        assertThat(image.text("User")).isEqualTo("65532:65532");
    }

    @Test
    void startsJavaWithoutAShell() {
        assertThat(image.entrypoint())
                .containsExactly(
                        "/opt/java/bin/java",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:SharedArchiveFile=classes.jsa",
                        "-jar",
                        "operator.jar");
        assertThat(root.resolve("bin")).doesNotExist();
        assertThat(root.resolve("usr/bin")).doesNotExist();
    }

    @Test
    void saysWhatItIs() {
        assertThat(image.label("org.opencontainers.image.title")).isEqualTo("Data Migration Operator");
        assertThat(image.label("org.opencontainers.image.description")).contains("live databases");
        assertThat(image.label("org.opencontainers.image.version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(image.label("org.opencontainers.image.licenses")).isEqualTo("Apache-2.0");
        assertThat(image.config().path("architecture").asText())
                .isEqualTo(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
        assertThat(image.config().path("created").asText())
                .as("no time of the building in it")
                .isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void holdsWhatChangesOftenInASmallLayerOfItsOwn() throws IOException {
        var sizes = image.layers().stream().map(ImageIT::size).toList();
        var unpacked = sizeOfAll(root);
        System.out.printf(
                "image: %s MiB in layers (%s), %d MiB unpacked%n",
                sizes.stream().mapToLong(Long::longValue).sum() / MEBIBYTE,
                sizes.stream().map(size -> size / MEBIBYTE + " MiB").collect(Collectors.joining(", ")),
                unpacked / MEBIBYTE);
        assertThat(sizes).hasSize(4);
        assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isLessThan(90 * MEBIBYTE);
        assertThat(sizes.get(2)).as("the application itself").isLessThan(6 * MEBIBYTE);
        assertThat(sizes.get(3)).as("its archived classes").isLessThan(20 * MEBIBYTE);
    }

    @Test
    void nobodyButRootMayWriteAnywhereButIntoTmp() throws IOException {
        try (var files = Files.walk(root)) {
            var writable = files.filter(file -> !file.equals(root) && isWritableByAll(file))
                    .map(file -> "/" + root.relativize(file));
            assertThat(writable).containsExactly("/tmp");
        }
    }

    /** Otherwise the image for another architecture would hold a library that is of no use there. */
    @Test
    void librariesOfTheApplicationAreJavaOnly() throws IOException {
        try (var files = Files.walk(root.resolve("app/lib"))) {
            for (var jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                assertThat(namesIn(jar))
                        .as("%s", jar.getFileName())
                        .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"));
            }
        }
    }

    @Test
    void theBuildsListOfWhatItHoldsIsInIt() throws IOException {
        var sbom = CrdFiles.projectDirectory().resolve("target/classes").resolve(SBOM);
        Assumptions.assumeTrue(Files.exists(sbom), "skipped: Maven makes no SBOM offline");
        try (var files = Files.walk(root.resolve("app/app"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jar")))
                    .singleElement()
                    .satisfies(jar -> {
                        try (var zip = new java.util.zip.ZipFile(jar.toFile());
                                var held = zip.getInputStream(zip.getEntry(SBOM))) {
                            assertThat(held.readAllBytes()).isEqualTo(Files.readAllBytes(sbom));
                        }
                    });
        }
    }

    private static List<String> namesIn(Path jar) throws IOException {
        try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
            return zip.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static boolean isWritableByAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file)
                    .contains(java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long sizeOfAll(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(ImageIT::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
