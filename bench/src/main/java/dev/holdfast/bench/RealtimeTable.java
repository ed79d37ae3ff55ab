package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What one work showed.
 *
 * @param turns for each peer the figures of its turns, in the order of the columns
 * @param others the share of the processors that programs had, turn by turn, which are no part of the run
 */
record RealtimeTable(
        String title, List<Column> columns, Map<RealtimePeer, List<List<Double>>> turns, List<Double> others) {

    String markdown() {
        var first = turns.entrySet().iterator().next();
        var lines = new ArrayList<String>();
        lines.add("%s; medians, and in brackets the least and the greatest; × is how many times as much %s shows:"
                .formatted(title, first.getKey().title()));
        lines.add("");
        var head = new StringBuilder("| |");
        var rule = new StringBuilder("| --- |");
        for (var column : columns) {
            head.append(" ").append(column.title()).append(column.isCompared() ? " | × |" : " |");
            rule.append(column.isCompared() ? " --- | --- |" : " --- |");
        }
        lines.add(head.toString());
        lines.add(rule.toString());
        turns.forEach((peer, own) -> lines.add(line(peer, first.getValue(), own)));
        lines.add("");
        lines.add("Other programs had %.0f %% of the processors meanwhile."
                .formatted(100 * Median.of(others.stream().mapToDouble(Double::doubleValue))));
        return String.join("\n", lines) + "\n";
    }

    private String line(RealtimePeer peer, List<List<Double>> first, List<List<Double>> own) {
        var line = new StringBuilder("| ").append(peer.title()).append(" |");
        for (var at = 0; at < columns.size(); at++) {
            var column = columns.get(at);
            line.append(" ").append(spread(column.format(), figures(own, at))).append(" |");
            if (column.isCompared()) {
                line.append(" ")
                        .append(spread("%.2f", ratios(figures(first, at), figures(own, at))))
                        .append(" |");
            }
        }
        return line.toString();
    }

    private static double[] figures(List<List<Double>> turns, int column) {
        return turns.stream().mapToDouble(turn -> turn.get(column)).toArray();
    }

    /** The rounds are compared one by one, since what the machine does besides touches the turns of one round alike. */
    private static double[] ratios(double[] first, double[] own) {
        var ratios = new double[own.length];
        for (var round = 0; round < ratios.length; round++) {
            ratios[round] = first[round] / own[round];
        }
        return ratios;
    }

    private static String spread(String format, double... figures) {
        var least = DoubleStream.of(figures).min().orElseThrow();
        var greatest = DoubleStream.of(figures).max().orElseThrow();
        return (format + " (" + format + " to " + format + ")")
                .formatted(Median.of(DoubleStream.of(figures)), least, greatest);
    }
}
