# sh -c "$(cat guard.sh)" guard DIRECTORY COMMAND...
#
# Runs the command for as long as standard input is open, and removes the directory when it has ended. The writing end
# of standard input is held by who started this: it closes with that process, whichever way that one ends.

directory=$1
shift

# Ctrl-C and a closed terminal reach all processes of the terminal: who started this closes standard input then.
trap '' INT HUP

exec 3<&0
"$@" </dev/null 3<&- &
program=$!

{
    while read -r _; do :; done
    kill "$program"
} <&3 >/dev/null 2>&1 &
guard=$!
exec 3<&- </dev/null
# Only now: the guard, just begun, would take the signal below for the program.
trap 'kill "$program" 2>/dev/null' TERM

# A trap ends the wait before the program has ended.
while :; do
    wait "$program"
    code=$?
    kill -0 "$program" 2>/dev/null || break
done
kill "$guard" 2>/dev/null
wait "$guard" 2>/dev/null

rm -rf -- "$directory"
exit "$code"
