using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Platform.Help;

[Allow(AllowAttribute.Everyone)]
public sealed class HelpModel : PageModel;
