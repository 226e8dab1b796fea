package dev.datamigration.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks tars; refuses what our images do not contain rather than unpack it wrongly. */
final class Layer {
    private Layer() {}

    static void unpackCompressed(Path layer, Path root) throws IOException {
        try (var compressed = new BufferedInputStream(Files.newInputStream(layer))) {
            unpack(new GZIPInputStream(compressed), root);
        }
    }

    static void unpack(InputStream stream, Path root) throws IOException {
        var tar = new TarArchiveInputStream(stream);
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var path = root.resolve(entry.getName()).normalize();
            if (!path.startsWith(root) || path.getFileName().toString().startsWith(".wh.")) {
                throw new IOException("does not belong into this image: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
                Files.createDirectories(path.getParent());
                Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
            } else {
                throw new IOException("neither a file nor a directory: " + entry.getName());
            }
            Files.setLastModifiedTime(path, entry.getLastModifiedTime());
            Files.setPosixFilePermissions(path, permissions(entry));
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        // declared from the owner's right to read down to the others' right to execute, as the bits are
        var all = PosixFilePermission.values();
        for (var i = 0; i < all.length; i++) {
            if ((entry.getMode() & (1 << (all.length - 1 - i))) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
