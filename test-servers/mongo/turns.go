package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"sync"
)

// takeTurns passes connections on to the server behind the socket, and of all connections one command at a time.
//
// MongoDB applies an update to a document in one step. FerretDB 1.24 reads, and writes later: of twenty clients that
// replace version 1 of a document at once, it tells all twenty that they did. In turns, a command is one step here too.
func takeTurns(listener net.Listener, socket string) {
	var turn sync.Mutex
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer client.Close()
			server, err := net.Dial("unix", socket)
			if err != nil {
				return
			}
			defer server.Close()
			for passCommand(client, server, &turn) == nil {
			}
		}()
	}
}

// passCommand passes one command and its one reply. (Drivers ask for several replies to one command, or for none, only
// of servers that say they can; this one does not.)
func passCommand(client, server net.Conn, turn *sync.Mutex) error {
	command, err := readMessage(client)
	if err != nil {
		return err
	}
	turn.Lock()
	defer turn.Unlock()
	if _, err := server.Write(command); err != nil {
		return err
	}
	reply, err := readMessage(server)
	if err != nil {
		return err
	}
	_, err = client.Write(reply)
	return err
}

const maxMessage = 48_000_000

// readMessage reads one message of the wire protocol, which begins with its own length.
func readMessage(from io.Reader) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(head[:])
	if length < 16 || length > maxMessage {
		return nil, fmt.Errorf("a message of %d bytes", length)
	}
	message := make([]byte, length)
	copy(message, head[:])
	_, err := io.ReadFull(from, message[4:])
	return message, err
}
