package dev.holdfast.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts the peers under load by {@code wrk}: each in a process of its own, all warmed up first, then in turns, round after round.
 *
 * <p>A round puts every peer beside the first one within seconds, so that what else the machine does meanwhile touches them alike.
 * Arguments: the target, the number of rounds, the seconds of each turn, the connections, and the peers.
 */
final class Load {

    private static final int WARM_UP = 4;

    private Load() {}

    /** What one turn of a peer showed. */
    private record Turn(double perSecond, double perCpuSecond) {

        Turn over(Turn other) {
            return new Turn(perSecond / other.perSecond, perCpuSecond / other.perCpuSecond);
        }

        static Turn median(List<Turn> turns) {
            return new Turn(
                    Median.of(turns.stream().mapToDouble(Turn::perSecond)),
                    Median.of(turns.stream().mapToDouble(Turn::perCpuSecond)));
        }
    }

    /** A peer, what it has shown so far, and how that was beside the first one. */
    private record Contender(Peer peer, ServerProcess server, List<Turn> turns, List<Turn> ratios) {

        static Contender start(Peer peer) throws IOException {
            return new Contender(peer, ServerProcess.start(peer), new ArrayList<>(), new ArrayList<>());
        }

        void turn(String target, int seconds, int connections) throws IOException {
            var before = server.cpuSeconds();
            var load = Wrk.run("http://127.0.0.1:" + server.port() + target, seconds, connections);
            turns.add(new Turn(load.perSecond(), load.requests() / (server.cpuSeconds() - before)));
        }

        void compare(Contender first) {
            ratios.add(turns.getLast().over(first.turns.getLast()));
        }
    }

    static void main(String[] arguments) throws IOException {
        var target = arguments[0];
        var rounds = Integer.parseInt(arguments[1]);
        var seconds = Integer.parseInt(arguments[2]);
        var connections = Integer.parseInt(arguments[3]);
        System.out.printf("GET %s, %d connections, %d rounds, turns of %d s%n", target, connections, rounds, seconds);
        var contenders = new ArrayList<Contender>();
        try {
            for (var name : List.of(arguments).subList(4, arguments.length)) {
                System.out.println("warming up " + name);
                contenders.add(Contender.start(Peer.named(name)));
                contenders.getLast().turn(target, WARM_UP * seconds, connections);
                contenders.getLast().turns().clear();
            }
            System.out.printf("%6s  %-17s %10s %14s%n", "round", "peer", "requests/s", "per CPU second");
            for (var round = 1; round <= rounds; round++) {
                var order = new ArrayList<>(contenders);
                Collections.rotate(order, round);
                for (var contender : order) {
                    contender.turn(target, seconds, connections);
                    System.out.printf(
                            "%6d  %s%n",
                            round, line(contender.peer(), contender.turns().getLast()));
                }
                contenders.forEach(contender -> contender.compare(contenders.getFirst()));
            }
        } finally {
            contenders.forEach(contender -> contender.server().close());
        }
        summary(contenders);
    }

    private static void summary(List<Contender> contenders) {
        System.out.println("medians of the rounds, and of the ratios to "
                + contenders.getFirst().peer().word() + " within a round");
        for (var contender : contenders) {
            var ratio = Turn.median(contender.ratios());
            System.out.printf(
                    "        %s   %.2fx requests/s, %.2fx per CPU second%n",
                    line(contender.peer(), Turn.median(contender.turns())), ratio.perSecond(), ratio.perCpuSecond());
        }
    }

    private static String line(Peer peer, Turn turn) {
        return "%-17s %10.0f %14.0f".formatted(peer.word(), turn.perSecond(), turn.perCpuSecond());
    }
}
