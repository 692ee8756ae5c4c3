package dev.dockershim.monitoring.panels;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Numbers with units, as Grafana writes them ({@code grafana-data/src/valueFormats}). */
public final class Units {

    private static final String[] SHORT = {"", " K", " Mil", " Bil", " Tri"};
    private static final String[] SI = {" ", " k", " M", " G", " T", " P"};
    private static final String[] BINARY = {" ", " Ki", " Mi", " Gi", " Ti", " Pi"};
    private static final Map<String, String> RATES =
            Map.of("cps", " c/s", "ops", " ops/s", "reqps", " req/s", "rps", " rd/s", "wps", " wr/s", "iops", " io/s");
    private static final double[] SECONDS = {60, 3600, 86_400, 604_800, 31_536_000};
    private static final String[] LONG_TIMES = {" s", " mins", " hours", " days", " weeks", " years"};
    private static final double[] DIVISORS = {1, 60, 3600, 86_400, 604_800, 31_536_000};

    private Units() {}

    /**
     * A number in a unit.
     *
     * @param decimals -1 for as many as it needs
     */
    public static String text(double value, String unit, int decimals) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String rate = RATES.get(unit);
        if (rate != null) {
            return scaled(value, decimals, 1000, SHORT) + rate;
        }
        return switch (unit) {
            case "" -> fixed(value, decimals);
            case "none" -> fixed(value, decimals);
            case "short" -> scaled(value, decimals, 1000, SHORT);
            case "percent" -> fixed(value, decimals) + "%";
            case "percentunit" -> fixed(value * 100, decimals) + "%";
            case "bytes" -> scaled(value, decimals, 1024, BINARY) + "B";
            case "decbytes" -> scaled(value, decimals, 1000, SI) + "B";
            case "binBps" -> scaled(value, decimals, 1024, BINARY) + "B/s";
            case "Bps" -> scaled(value, decimals, 1000, SI) + "B/s";
            case "s" -> seconds(value, decimals);
            case "ms" -> seconds(value / 1000, decimals);
            case "bool" -> value == 0 ? "False" : "True";
            case "bool_yes_no" -> value == 0 ? "No" : "Yes";
            case "dateTimeAsIso" ->
                Instant.ofEpochMilli((long) value)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
            default -> throw new UnsupportedPanelException("unit " + unit);
        };
    }

    private static String scaled(double value, int decimals, double base, String[] names) {
        double scaled = value;
        int step = 0;
        while (Math.abs(scaled) >= base && step < names.length - 1) {
            scaled /= base;
            step++;
        }
        return fixed(scaled, decimals) + names[step];
    }

    private static String seconds(double value, int decimals) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0 s";
        }
        if (size < 1e-6) {
            return fixed(value * 1e9, decimals) + " ns";
        }
        if (size < 1e-3) {
            return fixed(value * 1e6, decimals) + " µs";
        }
        if (size < 1) {
            return fixed(value * 1e3, decimals) + " ms";
        }
        int step = 0;
        while (step < SECONDS.length && size >= SECONDS[step]) {
            step++;
        }
        return fixed(value / DIVISORS[step], decimals) + LONG_TIMES[step];
    }

    /** A number as a mapping of values names it: {@code 1}, {@code 0.5}. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** About three digits, unless a number of decimals is asked for. */
    static String fixed(double value, int decimals) {
        int places = decimals >= 0 ? decimals : decimalsFor(value);
        BigDecimal rounded = new BigDecimal(value).setScale(places, RoundingMode.HALF_UP);
        return rounded.signum() == 0
                ? BigDecimal.ZERO.setScale(Math.max(0, decimals)).toPlainString()
                : rounded.toPlainString();
    }

    private static int decimalsFor(double value) {
        return value == Math.rint(value) ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
    }
}
