using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Tags;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Tags;

/// <summary>Nobody is given this tag any more. Who has it keeps it.</summary>
[Allow(TagPermissions.Retire)]
public sealed record RetireTag(string Name);

/// <summary>The tag may be given again.</summary>
[Allow(TagPermissions.Retire)]
public sealed record BringBackTag(string Name);

internal sealed class RetireTagValidator : AbstractValidator<RetireTag>
{
    public RetireTagValidator() => RuleFor(t => t.Name).NotEmpty().MaximumLength(Domain.Customers.Customer.TagMaxLength);
}

internal sealed class BringBackTagValidator : AbstractValidator<BringBackTag>
{
    public BringBackTagValidator() => RuleFor(t => t.Name).NotEmpty();
}

internal sealed class RetireTagHandler(CrmDb db, TimeProvider clock) : ICommandHandler<RetireTag>
{
    public async Task HandleAsync(RetireTag command, CancellationToken ct)
    {
        Refuse.If(await db.RetiredTags.AnyAsync(t => t.Name == command.Name, ct), "This tag is retired already.");
        db.Add(RetiredTag.Retire(command.Name, clock.GetUtcNow()));
    }
}

internal sealed class BringBackTagHandler(CrmDb db) : ICommandHandler<BringBackTag>
{
    public async Task HandleAsync(BringBackTag command, CancellationToken ct)
    {
        var retired = await db.RetiredTags.AsTracking().SingleOrDefaultAsync(t => t.Name == command.Name, ct) ?? throw new NotFoundException();
        db.Remove(retired);
    }
}

internal static class TagsInUse
{
    extension(CrmDb db)
    {
        /// <summary>Refuses tags that are retired, unless the customer has them already.</summary>
        public async Task RefuseRetiredTagsAsync(IReadOnlyList<string> wanted, IReadOnlyList<string> held, CancellationToken ct)
        {
            var added = wanted.Except(held).ToList();
            if (added.Count > 0 && await db.RetiredTags.Where(t => added.Contains(t.Name)).Select(t => t.Name).FirstOrDefaultAsync(ct) is { } retired)
            {
                throw new RefusedException("The tag “{0}” is retired. Choose another.", retired);
            }
        }
    }
}
