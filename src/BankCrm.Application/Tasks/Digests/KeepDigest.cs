using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Tasks.Digests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Digests;

/// <summary>Asks for the digest, changes where and when it comes, or wants it no longer.</summary>
[Allow(TaskPermissions.Work)]
public sealed record KeepDigest
{
    public bool IsWanted { get; init; }
    public string Address { get; init => field = value ?? ""; } = "";
    public TimeOnly? At { get; init; }
    public TextLanguage Language { get; init; }
}

internal sealed class KeepDigestValidator : AbstractValidator<KeepDigest>
{
    public KeepDigestValidator()
    {
        RuleFor(d => d.Address).NotEmpty().When(d => d.IsWanted);
        RuleFor(d => d.Address).MaximumLength(EmailAddress.MaxLength).Custom((address, context) =>
        {
            if (address.Length > 0 && EmailAddress.Check(address) is { } fault)
            {
                context.AddFailure(new ValidationFailure(context.PropertyPath, fault.Sentence) { CustomState = fault.Args });
            }
        });
        RuleFor(d => d.At).NotNull().When(d => d.IsWanted);
        RuleFor(d => d.At).InclusiveBetween(new TimeOnly(5, 0), new TimeOnly(12, 0)).When(d => d.IsWanted).WithMessage("Choose a time in the morning: 05:00 to 12:00.");
        RuleFor(d => d.Language).IsInEnum();
    }
}

internal sealed class KeepDigestHandler(CrmDb db, CurrentUser user, IColumnCipher cipher) : ICommandHandler<KeepDigest>
{
    public async Task HandleAsync(KeepDigest command, CancellationToken ct)
    {
        var kept = await db.DigestSettings.Where(d => d.StaffId == user.Person).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(ct);
        if (!command.IsWanted)
        {
            Refuse.If(kept is null, "You get no digest as it is.");
            db.Remove(await db.ForChangeAsync<DigestSetting>(kept.Value, ct));
            return;
        }

        var id = kept ?? Guid.CreateVersion7();
        var address = cipher.Seal(DigestSetting.AddressColumn, id, HalfWidth.Of(command.Address).Trim());
        if (kept is null)
        {
            db.Add(DigestSetting.Of(id, user.Person, address, command.At!.Value, command.Language));
        }
        else
        {
            (await db.ForChangeAsync<DigestSetting>(id, ct)).Change(address, command.At!.Value, command.Language);
        }
    }
}

/// <summary>Whether, where and when one gets the digest.</summary>
[Allow(TaskPermissions.Work)]
public sealed record GetDigestSetting;

internal sealed class GetDigestSettingHandler(CrmDb db, CurrentUser user, IColumnCipher cipher) : IQueryHandler<GetDigestSetting, KeepDigest>
{
    public static readonly TimeOnly Usual = new(8, 0);

    public async Task<KeepDigest> HandleAsync(GetDigestSetting query, CancellationToken ct) =>
        await db.DigestSettings.SingleOrDefaultAsync(d => d.StaffId == user.Person, ct) is { } kept
            ? new() { IsWanted = true, Address = cipher.Open(DigestSetting.AddressColumn, kept.Id, kept.Address), At = kept.At, Language = kept.Language }
            : new() { At = Usual };
}
