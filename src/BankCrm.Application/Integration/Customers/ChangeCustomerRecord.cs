using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.Branches;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Integration.Customers;

/// <summary>Brings one customer to what another system says of them. What it leaves out stays.</summary>
/// <param name="Version">That the other system saw.</param>
[Allow(CustomerScopes.Write)]
public sealed record ChangeCustomerRecord(Guid CustomerId, uint Version, CustomerFields Fields);

internal sealed class ChangeCustomerRecordValidator : AbstractValidator<ChangeCustomerRecord>
{
    public ChangeCustomerRecordValidator(TimeProvider clock) => RuleFor(c => c.Fields).Custom((fields, context) =>
    {
        foreach (var (field, fault) in CustomerFacts.Faults(fields, externalNumber: "", isKnown: true, Branch.DayAt(clock.GetUtcNow())))
        {
            context.AddFailure(new ValidationFailure(field, fault.Sentence) { CustomState = fault.Args });
        }
    });
}

/// <summary>Changes tracked customers as an import would.</summary>
public interface ICustomerRecords
{
    /// <summary>Tracked, in the transaction that is open; saving it is a conflict if the version is another now.</summary>
    Task ChangeAsync(Guid customerId, uint version, CustomerFields fields, CancellationToken ct);
}

internal sealed class ChangeCustomerRecordHandler(ICustomerRecords records) : ICommandHandler<ChangeCustomerRecord>
{
    public Task HandleAsync(ChangeCustomerRecord command, CancellationToken ct) =>
        records.ChangeAsync(command.CustomerId, command.Version, command.Fields, ct);
}
