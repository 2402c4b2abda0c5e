namespace BankCrm.Application.Platform;

/// <summary>Why the program cannot start or go on, in one line for whoever operates it: what is wrong, and what to do.</summary>
public sealed class StartUpException(string message, Exception? inner = null) : Exception(message, inner);
