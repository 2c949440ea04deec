/// Where a value of a template comes from. Plan variables and the environment of the person who starts the run are filled in
/// when the plan is read; what remains is known in the task only.
public enum ValueSource: Hashable, Sendable, Codable {
    /// A column of the row that the iteration drew from a data set.
    case column(dataSet: String, column: String)
    /// What an earlier step of the iteration, or the plan's setup, captured.
    case capture(String)
    /// Resolved in the worker, and never written anywhere.
    case secret(SecretReference)
    /// Made anew every time.
    case generator(Generator)
}

/// Where a secret is kept.
public enum SecretReference: Hashable, Sendable, Codable {
    /// Environment variable of the task.
    case environment(String)
    /// A file's content without the line break at its end.
    case file(String)
    /// AWS Secrets Manager: name or ARN, and the key where the secret is a JSON object.
    case secretsManager(id: String, key: String?)
    /// Parameter of AWS Systems Manager, by name.
    case parameter(String)
}

/// A value that is made.
public enum Generator: Hashable, Sendable, Codable {
    /// A random UUID (version 4), lower case.
    case uuid
    /// A whole number from `from` to `to`, both included.
    case integer(from: Int, to: Int)
    /// One of several texts, each as likely.
    case choice([String])
    /// Letters and digits.
    case string(length: Int)
    /// Seconds since the Unix epoch.
    case timestamp
    /// Milliseconds since the Unix epoch.
    case timestampMilliseconds
    /// The date and time in UTC, `2026-01-01T00:00:00.000Z`.
    case timestampISO8601
    /// 0, 1, 2, … : the number of the iteration, different for every iteration of the whole run.
    case counter
    /// Number of the virtual user in the whole run, from 0.
    case virtualUser
    /// Index of the task, from 0.
    case task
}
