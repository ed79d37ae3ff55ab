package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Many WebSockets of one process, which do nothing but read: it says when they are open, and for each number of bytes it is told,
 * when so many have come to all of them.
 */
final class Listeners {

    private static final byte[] HANDSHAKE = """
            GET /socket HTTP/1.1\r
            Host: bench\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """.getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Selector selector;

    private Listeners(Selector selector) {
        this.selector = selector;
    }

    static void main(String... arguments) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (var selector = Selector.open();
                var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var crowd = new Listeners(selector);
            for (var left = Integer.parseInt(arguments[1]); left > 0; left--) {
                crowd.open(address);
            }
            System.out.println("open");
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                crowd.await(Long.parseLong(order));
                System.out.println("all have come");
            }
        }
    }

    private void open(InetSocketAddress address) throws IOException {
        var channel = SocketChannel.open(address);
        channel.write(ByteBuffer.wrap(HANDSHAKE));
        buffer.clear();
        while (!endsHead()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the server refused a socket");
            }
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    private boolean endsHead() {
        var end = buffer.position();
        return end > 4 && buffer.getInt(end - 4) == 0x0D0A0D0A;
    }

    private void await(long bytes) throws IOException {
        for (var left = bytes; left > 0; ) {
            selector.select();
            for (var key : selector.selectedKeys()) {
                buffer.clear();
                left -= Math.max(0, ((SocketChannel) key.channel()).read(buffer));
            }
            selector.selectedKeys().clear();
        }
    }
}
