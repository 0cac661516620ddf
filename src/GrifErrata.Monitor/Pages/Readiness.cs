using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Pages;

/// <summary>Whether reports can be taken and pages shown.</summary>
internal static class Readiness
{
    public static IResult Of(IMonitorStore store, HttpContext context)
    {
        try
        {
            _ = store.Counts();
            return Results.Text("OK\n");
        }
        catch (StorageException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Results.Text("the database cannot be read; the log says why\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
