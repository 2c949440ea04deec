internal import GRDB

extension SQLiteDatabase {
    /// Reads by one statement, which sees one consistent state of the file without a transaction around it.
    func select<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await queue.unsafeRead(body)
        } catch let error as DatabaseError {
            throw LocalPipelineError(error, path: path)
        }
    }

    /// Runs one transaction that owns the file's write lock from its beginning; it is on disk when this returns, and
    /// leaves no trace when it throws.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await queue.write(body)
        } catch let error as DatabaseError {
            throw LocalPipelineError(error, path: path)
        }
    }
}
