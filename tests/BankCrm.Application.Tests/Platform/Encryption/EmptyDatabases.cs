namespace BankCrm.Application.Tests.Platform.Encryption;

/// <summary>
/// Tests that make an empty database run one after the other: making one alters the run-time role, and two databases of a server
/// that do so at once get "tuple concurrently updated".
/// </summary>
[CollectionDefinition(nameof(EmptyDatabases), DisableParallelization = true)]
public sealed class EmptyDatabases;
