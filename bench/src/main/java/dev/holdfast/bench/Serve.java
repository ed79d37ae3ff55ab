package dev.holdfast.bench;

/**
 * Serves as one of the peers, in a process of its own, until its input ends; prints the port it listens on.
 *
 * <p>Arguments: the peer, and the port where it is not to be any free one.
 */
final class Serve {

    private Serve() {}

    static void main(String[] arguments) throws Exception {
        var loops = Runtime.getRuntime().availableProcessors();
        var wanted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        var port = switch (Peer.named(arguments[0])) {
            case HOLDFAST, HOLDFAST_BEFORE -> HoldfastPeer.start(false, wanted);
            case HOLDFAST_LOGGING -> HoldfastPeer.start(true, wanted);
            case NETTY -> NettyPeer.start(NettyPeer.Work.ENCODE, loops, wanted);
            case NETTY_READY -> NettyPeer.start(NettyPeer.Work.NONE, loops, wanted);
            case NETTY_THREADS -> NettyPeer.start(NettyPeer.Work.ENCODE_ON_THREAD, loops / 2, wanted);
        };
        System.out.println(port);
        while (System.in.read() >= 0) {
            // Whoever started this closes its input when it has seen enough, or dies.
        }
        System.exit(0);
    }
}
