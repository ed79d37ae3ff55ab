package dev.holdfast.bench;

/** Serves as one of the peers, in a process of its own, until its input ends; prints the port it listens on. */
final class Serve {

    private Serve() {}

    static void main(String[] arguments) throws Exception {
        var loops = Runtime.getRuntime().availableProcessors();
        var port = switch (Peer.named(arguments[0])) {
            case HOLDFAST, HOLDFAST_BEFORE -> HoldfastPeer.start(false);
            case HOLDFAST_LOGGING -> HoldfastPeer.start(true);
            case NETTY -> NettyPeer.start(NettyPeer.Work.ENCODE, loops);
            case NETTY_READY -> NettyPeer.start(NettyPeer.Work.NONE, loops);
            case NETTY_THREADS -> NettyPeer.start(NettyPeer.Work.ENCODE_ON_THREAD, loops / 2);
        };
        System.out.println(port);
        while (System.in.read() >= 0) {
            // Whoever started this closes its input when it has seen enough, or dies.
        }
        System.exit(0);
    }
}
