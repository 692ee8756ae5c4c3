package dev.dockershim.exporter.host;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/** Whether standard output or standard error is a terminal, and how wide: Java tells neither of one stream alone. */
public final class Terminal {

    /** {@code TIOCGWINSZ} of Linux; {@code struct winsize} is four unsigned shorts, the second of them the columns. */
    private static final long GET_SIZE = 0x5413;

    private static final int STRUCT_BYTES = 8;
    private static final int COLUMNS = 2;

    private Terminal() {}

    /** Whether {@code descriptor} is a terminal ({@code isatty(3)}); not, where that cannot be asked. */
    public static boolean is(int descriptor) {
        if (Platform.isWindows()) {
            return false;
        }
        try {
            return call("isatty").invokeInt(new Object[] {descriptor}) == 1;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Characters of a line of the terminal at {@code descriptor}; 0 if it does not tell. */
    public static int columns(int descriptor) {
        if (!Platform.isLinux()) {
            return 0;
        }
        try (Memory size = new Memory(STRUCT_BYTES)) {
            size.clear();
            Object[] arguments = {descriptor, new NativeLong(GET_SIZE), size};
            return call("ioctl").invokeInt(arguments) == 0 ? Short.toUnsignedInt(size.getShort(COLUMNS)) : 0;
        } catch (LinkageError e) {
            return 0;
        }
    }

    private static Function call(String name) {
        return NativeLibrary.getInstance("c").getFunction(name);
    }
}
