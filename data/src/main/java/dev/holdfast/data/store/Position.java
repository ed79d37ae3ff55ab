package dev.holdfast.data.store;

import dev.holdfast.data.mapping.Plain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plain values as bytes and back; the reader has to know their kinds. */
final class Position {

    private Position() {}

    static byte[] bytes(List<@Nullable Object> values) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var value : values) {
                out.writeBoolean(value != null);
                if (value != null) {
                    write(out, value);
                }
            }
        }
        return bytes.toByteArray();
    }

    static List<@Nullable Object> read(byte[] bytes, List<Plain> kinds) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var values = new ArrayList<@Nullable Object>();
            for (var kind : kinds) {
                values.add(in.readBoolean() ? read(in, kind) : null);
            }
            return values;
        }
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Integer number -> out.writeLong(number);
            case Long number -> out.writeLong(number);
            case Boolean truth -> out.writeBoolean(truth);
            case Double number -> out.writeDouble(number);
            case Instant moment -> out.writeLong(moment.toEpochMilli());
            case UUID id -> {
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
            }
            case Object text -> {
                var letters = text.toString().getBytes(StandardCharsets.UTF_8);
                out.writeInt(letters.length);
                out.write(letters);
            }
        }
    }

    private static Object read(DataInputStream in, Plain kind) throws IOException {
        return switch (kind) {
            case INT -> (int) in.readLong();
            case LONG -> in.readLong();
            case BOOLEAN -> in.readBoolean();
            case DOUBLE -> in.readDouble();
            case INSTANT -> Instant.ofEpochMilli(in.readLong());
            case UUID -> new UUID(in.readLong(), in.readLong());
            case TEXT -> text(in);
            case DECIMAL, LIST -> throw new IOException("records are never sorted by these");
        };
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
