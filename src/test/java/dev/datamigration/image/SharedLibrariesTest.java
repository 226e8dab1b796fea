package dev.datamigration.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedLibrariesTest {
    private static final String OUTPUT = """
            /opt/java/bin/java:
            	linux-vdso.so.1 (0x00007ffc3b5f2000)
            	libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f5a1c000000)
            	libjli.so => /opt/java/bin/../lib/libjli.so (0x00007f5a1bfe0000)
            	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f5a1be00000)
            	/lib64/ld-linux-x86-64.so.2 (0x00007f5a1c0a0000)
            /opt/java/lib/libjava.so:
            	libjvm.so => not found
            	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1e10000000)
            """;

    @Test
    void takesEveryLibraryOnceAndTheLoader() {
        assertThat(SharedLibraries.parse(OUTPUT, Set.of("libjli.so", "libjvm.so")))
                .containsExactlyInAnyOrder(
                        Path.of("/lib/x86_64-linux-gnu/libz.so.1"),
                        Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
                        Path.of("/lib64/ld-linux-x86-64.so.2"));
    }

    @Test
    void namesALibraryThatIsMissing() {
        assertThatThrownBy(() -> SharedLibraries.parse(OUTPUT, Set.of("libjli.so")))
                .hasMessageContaining("libjvm.so");
    }
}
