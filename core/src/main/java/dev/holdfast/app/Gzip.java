package dev.holdfast.app;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs bytes that are all there (RFC 1952).
 *
 * <p>Threading: safe for any number of threads; as many deflaters as processors are kept, since each holds a quarter of a megabyte outside the
 * heap and nobody waits while it is used.
 */
final class Gzip {

    private static final byte[] HEAD = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    private static final int TAIL = 8;

    /** Half the work of the usual level, for almost the same. */
    static final int LEVEL = 4;

    private final ArrayBlockingQueue<Deflater> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /** Returns the bytes packed; empty where that would not make them fewer. */
    Optional<byte[]> packed(byte[] content) {
        var known = idle.poll();
        var deflater = known == null ? new Deflater(LEVEL, true) : known;
        try {
            return packed(content, deflater);
        } finally {
            deflater.reset();
            if (!idle.offer(deflater)) {
                deflater.end();
            }
        }
    }

    private static Optional<byte[]> packed(byte[] content, Deflater deflater) {
        var room = Arrays.copyOf(HEAD, content.length);
        deflater.setInput(content);
        deflater.finish();
        var length = HEAD.length + deflater.deflate(room, HEAD.length, room.length - HEAD.length - TAIL);
        if (!deflater.finished()) {
            return Optional.empty();
        }
        writeTail(content, room, length);
        return Optional.of(Arrays.copyOf(room, length + TAIL));
    }

    private static void writeTail(byte[] content, byte[] room, int at) {
        var sum = new CRC32();
        sum.update(content);
        for (var index = 0; index < 4; index++) {
            room[at + index] = (byte) (sum.getValue() >>> (8 * index));
            room[at + 4 + index] = (byte) (content.length >>> (8 * index));
        }
    }
}
