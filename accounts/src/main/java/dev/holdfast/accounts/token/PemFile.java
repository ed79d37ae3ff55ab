package dev.holdfast.accounts.token;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** A file with one object in PEM (RFC 7468). */
final class PemFile {

    private static final int MOST_BYTES = 16 * 1024;

    private PemFile() {}

    static PemObject read(Path file) throws BadKey {
        try (var pem = new PemReader(new StringReader(text(file)))) {
            var first = pem.readPemObject();
            if (first == null) {
                throw new BadKey("holds no key in PEM");
            }
            if (pem.readPemObject() != null) {
                throw new BadKey("holds more than one object; one key to a file");
            }
            return first;
        } catch (IOException | RuntimeException _) {
            throw new BadKey("is no PEM file that can be read");
        }
    }

    private static String text(Path file) throws BadKey {
        if (!Files.isRegularFile(file)) {
            throw new BadKey("is no file");
        }
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BadKey("is larger than any key (" + MOST_BYTES + " bytes)");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            throw new BadKey("cannot be read; it must belong to the user this program runs as");
        }
    }
}
